import type { lettersEn } from './letters.en.ts'

/** Letters in Korean. */
export const lettersKo: Readonly<Record<keyof typeof lettersEn, { subject: string; text: string }>> = {
  'verify-email': {
    subject: '이메일 주소를 확인해 주세요',
    text: `{nickname}님, 안녕하세요.

이 주소가 계정 {siteId}의 주소인지 확인해 주세요. 아래 링크는 {hours}시간 동안 한 번만 사용할 수 있습니다.

{link}

본인의 계정이 아니라면 아무것도 하지 마세요. 주소는 확인되지 않은 상태로 남습니다.

카지노 클럽`,
  },
  'email-has-account': {
    subject: '이미 가입된 계정이 있습니다',
    text: `{nickname}님, 안녕하세요.

누군가(본인일 수도 있습니다) 이 주소를 카지노 클럽의 다른 계정에 입력했습니다. 이 주소는 계정 {siteId}의 주소이며 그대로 유지됩니다.

비밀번호를 잊으셨다면 여기에서 새로 설정할 수 있습니다.

{link}

카지노 클럽`,
  },
  'email-changed': {
    subject: '이메일 주소가 변경되었습니다',
    text: `{nickname}님, 안녕하세요.

계정 {siteId}의 이메일 주소가 변경되었습니다. 이 주소로는 더 이상 계정 메일이 오지 않으며 로그인할 수도 없습니다.

본인이 변경하지 않았다면 즉시 클럽에 알려 주세요.

카지노 클럽`,
  },
  'reset-password': {
    subject: '새 비밀번호를 설정해 주세요',
    text: `{nickname}님, 안녕하세요.

누군가(본인일 수도 있습니다) 계정 {siteId}의 새 비밀번호를 요청했습니다. 아래 링크는 {minutes}분 동안 한 번만 사용할 수 있습니다.

{link}

요청하신 적이 없다면 아무것도 하지 않으셔도 됩니다. 비밀번호는 그대로입니다.

카지노 클럽`,
  },
  'password-changed': {
    subject: '비밀번호가 변경되었습니다',
    text: `{nickname}님, 안녕하세요.

계정 {siteId}의 비밀번호가 변경되었고 다른 세션은 모두 종료되었습니다.

본인이 변경하지 않았다면 즉시 새 비밀번호를 설정해 주세요.

{link}

카지노 클럽`,
  },
  'second-factor-on': {
    subject: '계정에 2단계 인증이 설정되었습니다',
    text: `{nickname}님, 안녕하세요.

이제 계정 {siteId}에 로그인할 때 비밀번호 외에 인증 앱의 코드가 필요합니다.

본인이 설정하지 않았다면 즉시 새 비밀번호를 설정하고 클럽에 알려 주세요.

{link}

카지노 클럽`,
  },
  'second-factor-off': {
    subject: '계정의 2단계 인증이 해제되었습니다',
    text: `{nickname}님, 안녕하세요.

이제 계정 {siteId}에 로그인할 때 인증 앱의 코드가 필요하지 않습니다.

본인이 해제하지 않았다면 즉시 새 비밀번호를 설정해 주세요.

{link}

카지노 클럽`,
  },
  'provider-linked': {
    subject: '다른 계정이 연결되었습니다',
    text: `{nickname}님, 안녕하세요.

이제 연결된 다른 서비스의 계정으로도 계정 {siteId}에 로그인할 수 있습니다.

본인이 연결하지 않았다면 즉시 새 비밀번호를 설정해 주세요. 그러면 연결도 해제됩니다.

{link}

카지노 클럽`,
  },
  'provider-unlinked': {
    subject: '다른 계정의 연결이 해제되었습니다',
    text: `{nickname}님, 안녕하세요.

이제 연결되어 있던 다른 서비스의 계정으로는 계정 {siteId}에 로그인할 수 없습니다.

본인이 해제하지 않았다면 즉시 새 비밀번호를 설정해 주세요.

{link}

카지노 클럽`,
  },
  'account-leaving': {
    subject: '계정이 삭제될 예정입니다',
    text: `{nickname}님, 안녕하세요.

요청하신 대로 계정 {siteId}이(가) {day}(UTC)에 삭제됩니다. 그때까지는 로그인하여 계정을 유지할 수 있습니다.

{link}

그 이후에는 되돌릴 수 없습니다.

카지노 클럽`,
  },
  'account-kept': {
    subject: '계정이 유지됩니다',
    text: `{nickname}님, 안녕하세요.

계정 {siteId}은(는) 삭제되지 않습니다.

본인이 요청하지 않았다면 즉시 새 비밀번호를 설정해 주세요.

{link}

카지노 클럽`,
  },
  announcement: {
    subject: '(광고) {subject}',
    text: `{text}

카지노 클럽`,
  },
}
