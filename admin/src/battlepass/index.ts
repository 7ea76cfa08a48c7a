import PassIcon from '@mui/icons-material/MilitaryTechOutlined'
import type { SeasonRow } from '../providers/resources.ts'
import { SeasonList } from './season-list.tsx'
import { SeasonCreate, SeasonEdit } from './season-pages.tsx'
import { SeasonShow } from './season-show.tsx'

export const battlePass = {
  name: 'battlepass',
  icon: PassIcon,
  list: SeasonList,
  create: SeasonCreate,
  edit: SeasonEdit,
  show: SeasonShow,
  recordRepresentation: (season: SeasonRow) => season.id,
}
