/** Letters in English. This file decides which there are; the other languages must have the same. */
export const lettersEn = {
  'verify-email': {
    subject: 'Confirm your e-mail address',
    text: `Hello {nickname},

please confirm that this is the address of your account {siteId}. The link works once and for {hours} hours:

{link}

If this is not your account, do nothing: the address stays unconfirmed.

Casino Club`,
  },
  'email-has-account': {
    subject: 'You already have an account',
    text: `Hello {nickname},

somebody, perhaps you, gave this address for another account at Casino Club. It belongs to your account {siteId} and stays there.

If you forgot your password, you can set a new one here:

{link}

Casino Club`,
  },
  'email-changed': {
    subject: 'Your e-mail address was changed',
    text: `Hello {nickname},

your account {siteId} now has another e-mail address. This one gets no more mail about it and cannot be used to log in.

If that was not you, answer to the club at once.

Casino Club`,
  },
  'reset-password': {
    subject: 'Set a new password',
    text: `Hello {nickname},

somebody, perhaps you, asked for a new password for your account {siteId}. The link works once and for {minutes} minutes:

{link}

If you did not ask for it, do nothing: your password stays as it is.

Casino Club`,
  },
  'password-changed': {
    subject: 'Your password was changed',
    text: `Hello {nickname},

the password of your account {siteId} was changed, and its other sessions were ended.

If that was not you, set a new password at once:

{link}

Casino Club`,
  },
  'second-factor-on': {
    subject: 'Your account has a second factor now',
    text: `Hello {nickname},

from now on your account {siteId} asks for a code of an authenticator app besides the password.

If you did not set this up, set a new password at once and write to the club:

{link}

Casino Club`,
  },
  'second-factor-off': {
    subject: 'Your account has no second factor any more',
    text: `Hello {nickname},

your account {siteId} does not ask for a code of an authenticator app any more.

If you did not turn this off, set a new password at once:

{link}

Casino Club`,
  },
  'provider-linked': {
    subject: 'Another account was linked with yours',
    text: `Hello {nickname},

from now on one can log in to your account {siteId} with an account elsewhere that was linked with it.

If that was not you, set a new password at once, which also undoes the link:

{link}

Casino Club`,
  },
  'provider-unlinked': {
    subject: 'Another account is no longer linked with yours',
    text: `Hello {nickname},

one can no longer log in to your account {siteId} with the account elsewhere that was linked with it.

If that was not you, set a new password at once:

{link}

Casino Club`,
  },
  'account-leaving': {
    subject: 'Your account will be deleted',
    text: `Hello {nickname},

your account {siteId} will be deleted on {day} (UTC), as you asked. Until then you can log in and keep it:

{link}

After that nothing can bring it back.

Casino Club`,
  },
  'account-kept': {
    subject: 'Your account stays',
    text: `Hello {nickname},

your account {siteId} will not be deleted.

If that was not you, set a new password at once:

{link}

Casino Club`,
  },
  announcement: {
    subject: '(Ad) {subject}',
    text: `{text}

Casino Club`,
  },
} as const
