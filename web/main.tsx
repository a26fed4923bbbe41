import { QueryClientProvider } from "@tanstack/react-query"
import { RouterProvider } from "@tanstack/react-router"
import { App, ConfigProvider } from "antd"
import { StrictMode, useMemo } from "react"
import { createRoot } from "react-dom/client"
import { makeQueryClient } from "./asking.ts"
import { router } from "./router.tsx"
import { ShownProvider, useShown } from "./shown.tsx"
import { antdTheme } from "./tokens.ts"

const queries = makeQueryClient()
const nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce

function Themed() {
  const { mode, density } = useShown()
  const look = useMemo(() => antdTheme(mode, density), [mode, density])
  return (
    <ConfigProvider
      theme={look}
      button={{ autoInsertSpace: false }}
      {...(nonce === undefined ? {} : { csp: { nonce } })}
    >
      <App component={false}>
        <RouterProvider router={router} />
      </App>
    </ConfigProvider>
  )
}

const root = document.getElementById("root")
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <ShownProvider>
        <QueryClientProvider client={queries}>
          <Themed />
        </QueryClientProvider>
      </ShownProvider>
    </StrictMode>,
  )
