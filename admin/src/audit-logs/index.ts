import HistoryIcon from '@mui/icons-material/FactCheckOutlined'
import { AuditLogList } from './audit-log-list.tsx'

export const auditLogs = { name: 'audit-logs', icon: HistoryIcon, list: AuditLogList }
