import { Box, Paper, Typography } from '@mui/material'
import { useWords } from '../i18n/use-words.ts'
import { Brand } from './brand.tsx'
import { LocaleSwitch } from './locale-switch.tsx'
import { LoginForm } from './login-form.tsx'

/** The door: nothing of the app is loaded with data before it. */
export function LoginPage() {
  const words = useWords()
  return (
    <Box
      component="main"
      sx={{
        minHeight: '100dvh',
        display: 'grid',
        placeItems: 'center',
        p: 2,
        color: '#f4f1e8',
        background: 'radial-gradient(120% 90% at 50% 0%, #1d5a49 0%, #12352c 45%, #0b1512 100%)',
      }}
    >
      <Box sx={{ width: '100%', maxWidth: 380 }}>
        <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', mb: 2 }}>
          <Brand />
          <LocaleSwitch />
        </Box>
        <Paper sx={{ p: 3.5, borderRadius: 3 }}>
          <Typography variant="h5" component="h1">
            {words('login.title')}
          </Typography>
          <Typography variant="body2" color="text.secondary" sx={{ mb: 2.5 }}>
            {words('app.subtitle')}
          </Typography>
          <LoginForm />
        </Paper>
        <Typography variant="caption" component="p" sx={{ mt: 2, opacity: 0.8 }}>
          {words('login.notice')}
        </Typography>
      </Box>
    </Box>
  )
}
