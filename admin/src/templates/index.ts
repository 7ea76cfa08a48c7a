import TemplateIcon from '@mui/icons-material/DraftsOutlined'
import { TemplateList } from './template-list.tsx'
import { TemplateCreate, TemplateEdit } from './template-pages.tsx'

export const templates = {
  name: 'templates',
  icon: TemplateIcon,
  list: TemplateList,
  create: TemplateCreate,
  edit: TemplateEdit,
}
