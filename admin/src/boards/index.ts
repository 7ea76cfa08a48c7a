import BoardIcon from '@mui/icons-material/LeaderboardOutlined'
import type { BoardRecord } from '../providers/resources.ts'
import { BoardList } from './board-list.tsx'

export const boards = {
  name: 'boards',
  icon: BoardIcon,
  list: BoardList,
  recordRepresentation: (board: BoardRecord) => board.id,
}
