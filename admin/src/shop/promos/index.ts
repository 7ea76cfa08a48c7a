import LocalOfferIcon from '@mui/icons-material/LocalOfferOutlined'
import type { PromoRecord } from '../../providers/resources.ts'
import { BatchShow } from './batch-show.tsx'
import { PromoList } from './promo-list.tsx'
import { PromoShow } from './promo-show.tsx'

export const promos = {
  name: 'promos',
  icon: LocalOfferIcon,
  list: PromoList,
  show: PromoShow,
  recordRepresentation: (promo: PromoRecord) => promo.code,
}

export const promoBatches = { name: 'promo-batches', show: BatchShow }
