import { Box, Paper, Typography, useTheme } from '@mui/material'
import { useCallback } from 'react'
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { useAsked } from '../security/use-asked.ts'

const HOURS = 48
const MARGIN = { top: 8, right: 8, bottom: 0, left: 0 }

/** Log-ins and failures of the last two days by hour: a wave of failures is seen at a glance. */
export function SignInChart() {
  const words = useWords()
  const format = useFormat()
  const { palette } = useTheme()
  const { signInHours } = useAdminActions()
  const ask = useCallback(() => signInHours(HOURS), [signInHours])
  const { value: hours } = useAsked(ask)
  if (hours === null) return null
  const sum = (key: 'successes' | 'failures') => hours.reduce((total, hour) => total + hour[key], 0)
  const summary = words('signIn.signIns.summary', {
    successes: format.amount(sum('successes')),
    failures: format.amount(sum('failures')),
    hours: HOURS,
  })
  const axis = { stroke: palette.text.secondary, fontSize: 11, tickLine: false, axisLine: false } as const
  return (
    <Paper component="section" aria-label={words('signIn.signIns.chart')} sx={{ p: 2, mb: 2 }}>
      <Typography variant="h6" component="h2">
        {words('signIn.signIns.chart')}
      </Typography>
      <Typography variant="body2" color="text.secondary" data-testid="sign-in-summary">
        {summary}
      </Typography>
      <Box role="img" aria-label={summary}>
        <ResponsiveContainer width="100%" height={160}>
          <BarChart data={hours} margin={MARGIN} accessibilityLayer={false}>
            <CartesianGrid vertical={false} stroke={palette.divider} />
            <XAxis dataKey="hour" tickFormatter={format.shortDateTime} minTickGap={60} {...axis} />
            <YAxis width={48} allowDecimals={false} {...axis} />
            <Tooltip
              labelFormatter={(label: unknown) => (typeof label === 'string' ? format.shortDateTime(label) : '')}
              isAnimationActive={false}
              contentStyle={{ background: palette.background.paper, border: `1px solid ${palette.divider}` }}
            />
            <Bar
              dataKey="successes"
              stackId="all"
              name={words('signIn.signIns.successes')}
              fill={palette.primary.main}
              isAnimationActive={false}
            />
            <Bar
              dataKey="failures"
              stackId="all"
              name={words('signIn.signIns.failures')}
              fill={palette.error.main}
              isAnimationActive={false}
            />
          </BarChart>
        </ResponsiveContainer>
      </Box>
    </Paper>
  )
}
