import ReplayIcon from '@mui/icons-material/CurrencyExchangeOutlined'
import { RefundList } from './refund-list.tsx'

export const shopRefunds = { name: 'shop-refunds', icon: ReplayIcon, list: RefundList }
