import CategoryIcon from '@mui/icons-material/CategoryOutlined'
import type { CatalogueEntry } from '../providers/resources.ts'
import { ItemList } from './item-list.tsx'
import { ItemCreate, ItemEdit } from './item-pages.tsx'

export const items = {
  name: 'items',
  icon: CategoryIcon,
  list: ItemList,
  create: ItemCreate,
  edit: ItemEdit,
  recordRepresentation: (item: CatalogueEntry) => item.id,
}
