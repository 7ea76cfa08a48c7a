import AchievementIcon from '@mui/icons-material/EmojiEventsOutlined'
import type { AchievementRow } from '../providers/resources.ts'
import { AchievementList } from './achievement-list.tsx'
import { AchievementCreate, AchievementEdit } from './achievement-pages.tsx'
import { AchievementShow } from './achievement-show.tsx'

export const achievements = {
  name: 'achievements',
  icon: AchievementIcon,
  list: AchievementList,
  create: AchievementCreate,
  edit: AchievementEdit,
  show: AchievementShow,
  recordRepresentation: (achievement: AchievementRow) => achievement.id,
}
