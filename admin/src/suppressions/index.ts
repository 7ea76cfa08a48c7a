import BlockIcon from '@mui/icons-material/UnsubscribeOutlined'
import { SuppressionList } from './suppression-list.tsx'

export const suppressions = { name: 'suppressions', icon: BlockIcon, list: SuppressionList }
