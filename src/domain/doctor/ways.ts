/** Where something is put right, in the words of the place that is checked: a stage on AWS, or one machine. */
export type Ways = {
  stage: string
  secret(name: string): string
  /** What serverless.yml gives a stage, or the environment one machine. */
  setting(name: string, parameter: string): string
  config(what: string): string
}

export const oneMachine = 'local'

export function waysOf(stage: string): Ways {
  if (stage === oneMachine) {
    return {
      stage,
      secret: (name) => `set ${name} anew in the environment of npm start, and start it again.`,
      setting: (name) => `set ${name} in the environment of npm start, and start it again.`,
      config: (what) => `${what} in the configuration file, then start npm start again.`,
    }
  }
  const deploy = `npm run deploy -- --stage ${stage}`
  return {
    stage,
    secret: (name) => `npm run secrets -- --stage ${stage} writes ${name} anew; nothing needs to be deployed.`,
    setting: (_name, parameter) => `set ${parameter} of the stage in serverless.yml (params), then ${deploy}.`,
    config: (what) => `${what} in closing-bell.yml, then ${deploy}.`,
  }
}
