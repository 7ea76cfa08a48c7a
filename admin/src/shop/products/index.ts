import StorefrontIcon from '@mui/icons-material/StorefrontOutlined'
import type { ProductRow } from '../../providers/resources.ts'
import { ProductList } from './product-list.tsx'
import { ProductCreate, ProductEdit } from './product-pages.tsx'
import { ProductShow } from './product-show.tsx'

export const products = {
  name: 'products',
  icon: StorefrontIcon,
  list: ProductList,
  show: ProductShow,
  create: ProductCreate,
  edit: ProductEdit,
  recordRepresentation: (product: ProductRow) => product.id,
}
