type Surface = 'message' | 'modal' | 'home'
type Place = 'section' | 'actions' | 'input' | 'context'
type Missing = { what: string; instead: string }

const everywhere: readonly Surface[] = ['message', 'modal', 'home']
const outsideInputs: readonly Place[] = ['section', 'actions']
const anywhere: readonly Place[] = ['section', 'actions', 'input']

const unknownMethod = 'unknown_method'
const refusedBlock = 'invalid_blocks'
const never = 'never delivered'
const asItBegins = 'as the workspace begins'

/**
 * What this stand-in has of Slack and what it has not. Everything in `there` is checked and drawn as Slack documents it;
 * a test holds this against the methods, the checkers and the README.
 */
export const coverage: {
  methods: { there: readonly string[]; notThere: readonly Missing[] }
  /** Placeholders are taken unchecked, on the surfaces where Slack has them. */
  blocks: Readonly<Record<'there' | 'placeholders', Readonly<Record<string, readonly Surface[]>>>>
  elements: { there: Readonly<Record<string, readonly Place[]>>; notThere: readonly Missing[] }
  deliveries: { there: readonly string[]; notThere: readonly Missing[] }
  /** What goes wrong on request, by `/sim/faults`. */
  faults: { ofCalls: readonly string[]; ofDeliveries: readonly string[]; notThere: readonly Missing[] }
  /** What an administrator can change while it runs. */
  administration: { there: readonly string[]; notThere: readonly Missing[] }
} = {
  methods: {
    there: [
      'auth.test',
      'bots.info',
      'chat.postMessage',
      'chat.postEphemeral',
      'chat.update',
      'chat.delete',
      'chat.getPermalink',
      'conversations.open',
      'conversations.info',
      'conversations.members',
      'files.getUploadURLExternal',
      'files.completeUploadExternal',
      'users.conversations',
      'users.info',
      'users.list',
      'usergroups.list',
      'usergroups.users.list',
      'views.open',
      'views.push',
      'views.update',
      'views.publish',
    ],
    notThere: [
      { what: 'chat.scheduleMessage', instead: unknownMethod },
      { what: 'conversations.history', instead: unknownMethod },
      { what: 'conversations.replies', instead: unknownMethod },
      { what: 'conversations.list', instead: unknownMethod },
      { what: 'files.info', instead: unknownMethod },
      { what: 'files.delete', instead: unknownMethod },
      { what: 'reactions.add', instead: unknownMethod },
      { what: 'apps.connections.open', instead: unknownMethod },
      { what: 'oauth.v2.access', instead: unknownMethod },
    ],
  },
  blocks: {
    there: {
      header: everywhere,
      section: everywhere,
      context: everywhere,
      divider: everywhere,
      actions: everywhere,
      input: everywhere,
      image: everywhere,
      rich_text: everywhere,
      table: ['message'],
      alert: ['modal'],
    },
    placeholders: {
      card: everywhere,
      carousel: ['message', 'home'],
      container: ['message'],
      context_actions: ['message'],
      data_table: ['message'],
      file: [],
      markdown: ['message'],
      plan: ['message'],
      task_card: ['message'],
      video: everywhere,
    },
  },
  elements: {
    there: {
      button: outsideInputs,
      overflow: outsideInputs,
      image: ['section', 'context'],
      static_select: anywhere,
      multi_static_select: anywhere,
      users_select: anywhere,
      multi_users_select: anywhere,
      conversations_select: anywhere,
      channels_select: anywhere,
      checkboxes: anywhere,
      radio_buttons: anywhere,
      datepicker: anywhere,
      timepicker: anywhere,
      datetimepicker: ['actions', 'input'],
      plain_text_input: ['input'],
      email_text_input: ['input'],
      url_text_input: ['input'],
      number_input: ['input'],
    },
    notThere: [
      { what: 'external_select', instead: refusedBlock },
      { what: 'multi_external_select', instead: refusedBlock },
      { what: 'multi_conversations_select', instead: refusedBlock },
      { what: 'multi_channels_select', instead: refusedBlock },
      { what: 'rich_text_input', instead: refusedBlock },
      { what: 'file_input', instead: refusedBlock },
      { what: 'workflow_button', instead: refusedBlock },
    ],
  },
  deliveries: {
    there: ['command', 'block_actions', 'view_submission', 'view_closed', 'event_callback'],
    notThere: [
      { what: 'block_suggestion', instead: never },
      { what: 'shortcut', instead: never },
      { what: 'message_action', instead: never },
    ],
  },
  faults: {
    ofCalls: ['429', 'error', 'status', 'drop-before', 'drop-after', 'delay'],
    ofDeliveries: ['delay', 'twice', 'drop-before', 'drop-after'],
    notThere: [
      { what: 'events out of order', instead: never },
      { what: 'revoked tokens', instead: 'by the kind `error`' },
    ],
  },
  administration: {
    there: ['deactivated', 'guest', 'e-mail', 'members of a user group', 'private channels', 'shared channels'],
    notThere: [
      { what: 'new people', instead: asItBegins },
      { what: 'names', instead: asItBegins },
      { what: 'disabled user groups', instead: asItBegins },
      { what: 'people of other workspaces', instead: asItBegins },
      { what: 'new channels', instead: asItBegins },
    ],
  },
}
