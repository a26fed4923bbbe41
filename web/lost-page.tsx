import { CompassOutlined } from "@ant-design/icons"
import { Link } from "@tanstack/react-router"
import { Face } from "./answered.tsx"
import { Frame } from "./frame.tsx"
import { useText } from "./shown.tsx"

/** An address that leads nowhere. */
export function LostPage() {
  const text = useText()
  return (
    <Frame room="home" title={text("web.lost.title")}>
      <div className="page">
        <Face
          icon={<CompassOutlined />}
          title={text("web.lost.title")}
          actions={<Link to="/">{text("web.lost.home")}</Link>}
        >
          {text("web.lost.how")}
        </Face>
      </div>
    </Frame>
  )
}
