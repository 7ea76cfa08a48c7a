import ReceiptIcon from '@mui/icons-material/ReceiptLongOutlined'
import type { PurchaseRow } from '../../providers/resources.ts'
import { PurchaseList } from './purchase-list.tsx'
import { PurchaseShow } from './purchase-show.tsx'

export const purchases = {
  name: 'purchases',
  icon: ReceiptIcon,
  list: PurchaseList,
  show: PurchaseShow,
  recordRepresentation: (purchase: PurchaseRow) => purchase.id,
}
