import FriendsIcon from '@mui/icons-material/GroupAddOutlined'
import type { InvitationRecord } from '../providers/resources.ts'
import { InvitationList } from './invitation-list.tsx'

export const friends = {
  name: 'friends',
  icon: FriendsIcon,
  list: InvitationList,
  recordRepresentation: ({ friend }: InvitationRecord) => friend,
}
