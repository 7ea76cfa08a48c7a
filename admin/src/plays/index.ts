import CasinoIcon from '@mui/icons-material/CasinoOutlined'
import type { PlayRecord } from '../providers/resources.ts'
import { PlayList } from './play-list.tsx'
import { PlayShow } from './play-show.tsx'

export const plays = {
  name: 'plays',
  icon: CasinoIcon,
  list: PlayList,
  show: PlayShow,
  recordRepresentation: (play: PlayRecord) => play.eventId,
}
