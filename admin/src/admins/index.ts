import AdminsIcon from '@mui/icons-material/AdminPanelSettingsOutlined'
import type { AdminAccountRecord } from '../providers/resources.ts'
import { AdminList } from './admin-list.tsx'

export const admins = {
  name: 'admins',
  icon: AdminsIcon,
  list: AdminList,
  recordRepresentation: (admin: AdminAccountRecord) => admin.siteId,
}
