import LoginIcon from '@mui/icons-material/LoginOutlined'
import { SignInList } from './sign-in-list.tsx'

export const signIns = { name: 'sign-ins', icon: LoginIcon, list: SignInList }
