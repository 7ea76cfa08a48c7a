import TuneIcon from '@mui/icons-material/TuneOutlined'
import type { OddsVersion } from '../providers/resources.ts'
import { OddsCreate, OddsEdit } from './editor/editor-pages.tsx'
import { OddsList } from './odds-list.tsx'
import { OddsShow } from './odds-show.tsx'

export const oddsTables = {
  name: 'odds-tables',
  icon: TuneIcon,
  list: OddsList,
  show: OddsShow,
  create: OddsCreate,
  edit: OddsEdit,
  recordRepresentation: (version: OddsVersion) => version.id,
}
