import AdminsIcon from '@mui/icons-material/AdminPanelSettingsOutlined'
import { AdminList } from './admin-list.tsx'

export const admins = { name: 'admins', icon: AdminsIcon, list: AdminList }
