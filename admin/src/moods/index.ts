import MoodIcon from '@mui/icons-material/SentimentSatisfiedOutlined'
import { MoodList } from './mood-list.tsx'

export const moods = { name: 'moods', icon: MoodIcon, list: MoodList }
