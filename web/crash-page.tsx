import { WarningOutlined } from "@ant-design/icons"
import type { ErrorComponentProps } from "@tanstack/react-router"
import { Button } from "antd"
import { Face } from "./answered.tsx"
import { useText } from "./shown.tsx"

/** A page that broke: a bug of ours, or a program newer than the page. Loading anew mends the second. */
export function CrashPage({ error }: ErrorComponentProps) {
  const text = useText()
  return (
    <main className="page">
      <Face
        icon={<WarningOutlined />}
        title={text("web.crash.title")}
        actions={
          <Button type="primary" onClick={() => location.reload()}>
            {text("web.crash.reload")}
          </Button>
        }
      >
        {text("web.crash.how")}{" "}
        <small className="mono">{error instanceof Error ? error.name : ""}</small>
      </Face>
    </main>
  )
}
