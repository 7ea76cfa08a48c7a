import type { ReactNode } from 'react'
import { Layout, useGetIdentity } from 'react-admin'
import { EnrolFirst } from '../security/security-page.tsx'
import { AdminAppBar } from './admin-app-bar.tsx'
import { AdminMenu } from './admin-menu.tsx'
import { StepUpDialog } from './step-up-dialog.tsx'

/** The frame around every page behind the login. */
export function AdminLayout({ children }: { children: ReactNode }) {
  const { data: identity } = useGetIdentity()
  return (
    <Layout appBar={AdminAppBar} appBarAlwaysOn menu={AdminMenu}>
      {identity?.enrolOnly === true ? <EnrolFirst /> : children}
      <StepUpDialog />
    </Layout>
  )
}
