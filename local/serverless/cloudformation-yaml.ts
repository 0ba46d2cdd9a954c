import { parse, type ScalarTag } from 'yaml'

/** YAML with CloudFormation's short forms read as their long ones: `!GetAtt Table.Arn` → `{'Fn::GetAtt': ['Table', 'Arn']}`. */
export function parseCloudFormationYaml(text: string): unknown {
  return parse(text, { merge: true, customTags: [refTag, getAttTag, subTag] })
}

const refTag: ScalarTag = { tag: '!Ref', resolve: (value) => ({ Ref: value }) }
const subTag: ScalarTag = { tag: '!Sub', resolve: (value) => ({ 'Fn::Sub': value }) }
const getAttTag: ScalarTag = {
  tag: '!GetAtt',
  resolve: (value) => {
    const dot = value.indexOf('.')
    return { 'Fn::GetAtt': [value.slice(0, dot), value.slice(dot + 1)] }
  },
}
