import MissionIcon from '@mui/icons-material/FlagOutlined'
import type { MissionRow } from '../providers/resources.ts'
import { MissionList } from './mission-list.tsx'
import { MissionCreate, MissionEdit } from './mission-pages.tsx'
import { MissionShow } from './mission-show.tsx'

export const missions = {
  name: 'missions',
  icon: MissionIcon,
  list: MissionList,
  create: MissionCreate,
  edit: MissionEdit,
  show: MissionShow,
  recordRepresentation: (mission: MissionRow) => mission.id,
}
