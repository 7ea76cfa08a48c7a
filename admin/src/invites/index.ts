import InviteIcon from '@mui/icons-material/ConfirmationNumberOutlined'
import type { InviteEntry } from '../providers/resources.ts'
import { InviteList } from './invite-list.tsx'
import { InviteShow } from './invite-show.tsx'

export const invites = {
  name: 'invites',
  icon: InviteIcon,
  list: InviteList,
  show: InviteShow,
  recordRepresentation: (invite: InviteEntry) => invite.id,
}
