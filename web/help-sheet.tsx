import { Keycap } from "./parts.tsx"
import { PopUp } from "./pop-up.tsx"
import { useText } from "./shown.tsx"

/** Which keys do what; a page that binds more says so in its own buttons. */
const groups = [
  { title: "web.help.everywhere", keys: ["/", "g h", "g l", "g c", "g i", "?", "Esc"] },
  { title: "web.help.list", keys: ["j", "k", "Enter", "f", "x", "Shift+↓", "e", "t"] },
  { title: "web.help.customer", keys: ["w"] },
] as const

interface HelpSheetProps {
  readonly open: boolean
  readonly onClose: () => void
}

export function HelpSheet({ open, onClose }: HelpSheetProps) {
  const text = useText()
  return (
    <PopUp title={text("web.frame.keys")} open={open} onClose={onClose}>
      {groups.map(({ title, keys }) => (
        <section key={title} className="help">
          <h3>{text(title)}</h3>
          <dl>
            {keys.map((pressed) => (
              <div key={pressed}>
                <dt>
                  {pressed.split(" ").map((one) => (
                    <Keycap key={one}>{one}</Keycap>
                  ))}
                </dt>
                <dd>{text(`web.key.${pressed}`)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </PopUp>
  )
}
