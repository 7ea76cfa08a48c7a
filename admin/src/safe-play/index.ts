import ShieldIcon from '@mui/icons-material/ShieldOutlined'
import type { SafePlayerRecord } from '../providers/resources.ts'
import { SafePlayList } from './safe-play-list.tsx'

export const safePlay = {
  name: 'safe-play',
  icon: ShieldIcon,
  list: SafePlayList,
  recordRepresentation: (player: SafePlayerRecord) => player.nickname,
}
