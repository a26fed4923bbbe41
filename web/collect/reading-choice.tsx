import { useText } from "../shown.tsx"
import type { Reading } from "./send-file.ts"

const encodings = ["utf-8", "gb18030", "utf-16le", "utf-16be"] as const
export const delimiters = [
  { name: "comma", sign: "," },
  { name: "semicolon", sign: ";" },
  { name: "tab", sign: "\t" },
  { name: "pipe", sign: "|" },
] as const

interface ReadingChoiceProps {
  readonly reading: Reading
  readonly onChange: (reading: Reading) => void
}

/** How the bytes are to be read. What is left open is found out. */
export function ReadingChoice({ reading, onChange }: ReadingChoiceProps) {
  const text = useText()
  const { encoding, delimiter, header, ...rest } = reading
  const kept = {
    ...rest,
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(header === undefined ? {} : { header }),
  }
  const without = (part: keyof Reading): Reading =>
    Object.fromEntries(Object.entries(kept).filter(([name]) => name !== part))
  return (
    <div className="settings">
      <Choice
        label={text("web.collect.encoding")}
        value={encoding ?? ""}
        options={encodings.map((one) => [one, text(`web.collect.encoding-${one}`)])}
        onChange={(chosen) => {
          const found = encodings.find((one) => one === chosen)
          onChange(found === undefined ? without("encoding") : { ...kept, encoding: found })
        }}
      />
      <Choice
        label={text("web.collect.delimiter")}
        value={delimiter ?? ""}
        options={delimiters.map(({ name, sign }) => [sign, text(`web.collect.delimiter-${name}`)])}
        onChange={(chosen) =>
          onChange(chosen === "" ? without("delimiter") : { ...kept, delimiter: chosen })
        }
      />
      <Choice
        label={text("web.collect.header")}
        value={header === undefined ? "" : header ? "yes" : "no"}
        options={[
          ["yes", text("web.collect.header-yes")],
          ["no", text("web.collect.header-no")],
        ]}
        onChange={(chosen) =>
          onChange(chosen === "" ? without("header") : { ...kept, header: chosen === "yes" })
        }
      />
    </div>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly options: readonly (readonly [value: string, word: string])[]
  readonly onChange: (value: string) => void
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  const text = useText()
  return (
    <label>
      <span>{label}</span>
      <select className="choose" value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{text("web.collect.found-out")}</option>
        {options.map(([one, word]) => (
          <option key={one} value={one}>
            {word}
          </option>
        ))}
      </select>
    </label>
  )
}
