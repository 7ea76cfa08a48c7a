import NotificationsIcon from '@mui/icons-material/NotificationsNoneOutlined'
import { DeadLetterList } from './dead-letter-list.tsx'

export const notifications = { name: 'notifications', icon: NotificationsIcon, list: DeadLetterList }
