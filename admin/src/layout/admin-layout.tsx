import type { ReactNode } from 'react'
import { Layout } from 'react-admin'
import { AdminAppBar } from './admin-app-bar.tsx'
import { AdminMenu } from './admin-menu.tsx'

/** The frame around every page behind the login. */
export function AdminLayout({ children }: { children: ReactNode }) {
  return (
    <Layout appBar={AdminAppBar} appBarAlwaysOn menu={AdminMenu}>
      {children}
    </Layout>
  )
}
