import type { SavedReport } from '@casino-club/shared'
import ReportIcon from '@mui/icons-material/BookmarksOutlined'
import { SavedReportList } from './report-list.tsx'
import { SavedReportCreate, SavedReportEdit } from './report-pages.tsx'
import { SavedReportShow } from './report-show.tsx'

export const savedReports = {
  name: 'saved-reports',
  icon: ReportIcon,
  list: SavedReportList,
  create: SavedReportCreate,
  edit: SavedReportEdit,
  show: SavedReportShow,
  recordRepresentation: (report: SavedReport) => report.name,
}
