import InventoryIcon from '@mui/icons-material/InventoryOutlined'
import type { StockRecord } from '../../providers/resources.ts'
import { StockList } from './stock-list.tsx'

export const stocks = {
  name: 'stocks',
  icon: InventoryIcon,
  list: StockList,
  recordRepresentation: (stock: StockRecord) => stock.id,
}
