import GppMaybeIcon from '@mui/icons-material/GppMaybeOutlined'
import { BlockList } from './block-list.tsx'

export const fraud = { name: 'fraud', icon: GppMaybeIcon, list: BlockList }
