import CasinoIcon from '@mui/icons-material/CasinoOutlined'
import type { SlotTableVersion } from '../providers/resources.ts'
import { SlotTableList } from './slot-table-list.tsx'
import { SlotTableShow } from './slot-table-show.tsx'

export const slotTables = {
  name: 'slot-tables',
  icon: CasinoIcon,
  list: SlotTableList,
  show: SlotTableShow,
  recordRepresentation: (version: SlotTableVersion) => String(version.id),
}
