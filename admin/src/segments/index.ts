import SegmentsIcon from '@mui/icons-material/PieChartOutlined'
import { SegmentList } from './segment-list.tsx'

export const segments = { name: 'segments', icon: SegmentsIcon, list: SegmentList }
