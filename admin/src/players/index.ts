import PeopleIcon from '@mui/icons-material/PeopleAltOutlined'
import type { Player } from '../providers/resources.ts'
import { PlayerList } from './player-list.tsx'
import { PlayerShow } from './player-show.tsx'

export const players = {
  name: 'players',
  icon: PeopleIcon,
  list: PlayerList,
  show: PlayerShow,
  recordRepresentation: (player: Player) => player.nickname,
}
