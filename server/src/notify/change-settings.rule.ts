import {
  accept,
  type NotificationSettings,
  type NotificationSettingsBody,
  type Result,
  refuse,
} from '@casino-club/shared'

type Channels = NotificationSettingsBody['channels']

/** What there is to know of a player's settings before he changes them. */
export interface SettingsBefore {
  readonly shown: Pick<NotificationSettings, 'channels' | 'letters' | 'pushDevices' | 'emailSuppressed'>
  /** Channels that he has said no to. */
  readonly offChannels: readonly string[]
}

/**
 * Which channels a player says no to by what he sends. A channel that was shown as off for want of a place, and is sent back
 * so, says nothing: what he had said before stays. Letters that cannot reach him are not switched on.
 */
export function changeChannels(
  { shown, offChannels }: SettingsBefore,
  { channels, letters }: Pick<NotificationSettingsBody, 'channels' | 'letters'>,
): Result<readonly string[], 'EMAIL_SUPPRESSED'> {
  const { emailSuppressed, pushDevices } = shown
  const wantsLetters =
    channels.email || (letters?.game && !shown.letters.game) || (letters?.advertising && !shown.letters.advertising)
  if (emailSuppressed && wantsLetters) return refuse('EMAIL_SUPPRESSED', 'letters to this address are kept back')
  const silent: Partial<Record<keyof Channels, boolean>> = { push: pushDevices === 0, email: emailSuppressed }
  const names = Object.keys(channels) as (keyof Channels)[]
  return accept(names.filter((name) => !channels[name] && (!silent[name] || offChannels.includes(name))))
}
