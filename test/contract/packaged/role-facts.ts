import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { neededBy } from './needed-permissions.ts'
import type { Stack } from './packaged-stack.ts'

/** Actions that cannot be narrowed to a resource, by AWS's service authorization reference. */
const withoutResource = [
  'logs:CreateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:DescribeLogGroups',
  'logs:DescribeResourcePolicies',
  'logs:GetLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:UpdateLogDelivery',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
]

const retry = z.object({ States: z.object({ Advance: z.object({ TimeoutSeconds: z.number() }) }) })

/** What the packaged template allows, against what is in the bundles. */
export function roleFacts(packaged: () => Stack): void {
  describe('what each function may do, and its limits', () => {
    test('each function may do exactly what its bundle can ask of AWS: nothing is missing, nothing too much', () => {
      const stack = packaged()
      const allowed = stack.functions.map((it) => [it.name, stack.roles.get(it.Role)])
      const needed = stack.functions.map((it) => [it.name, neededBy(it, stack)])
      expect(Object.fromEntries(allowed)).toEqual(Object.fromEntries(needed))
    })

    test('each function has a role of its own', () => {
      const { functions, roles } = packaged()
      expect(new Set(functions.map(({ Role }) => Role)).size).toBe(functions.length)
      // The state machine and the schedules have the other two.
      expect(roles.size).toBe(functions.length + 2)
    })

    test('the state machine and the schedules call their functions, leave what they could not deliver, and nothing else', () => {
      const { roles, stateMachines, schedules } = packaged()
      for (const { RoleArn, DefinitionSubstitutions } of stateMachines) {
        const called = Object.values(DefinitionSubstitutions).map((id) => `lambda:InvokeFunction on ${id}`)
        const watched = withoutResource.map((action) => `${action} on *`)
        expect(roles.get(RoleArn)).toEqual([...called, ...watched].toSorted())
      }
      const used = schedules.flatMap(({ Arn, DeadLetterConfig }) => [
        `lambda:InvokeFunction on ${Arn}`,
        `sqs:SendMessage on ${DeadLetterConfig.Arn}`,
      ])
      for (const { RoleArn } of schedules) expect(roles.get(RoleArn)).toEqual([...new Set(used)].toSorted())
    })

    test('no action is a pattern, and what can be narrowed to a resource is', () => {
      const all = [...packaged().roles.values()].flat()
      expect(all.filter((one) => !/^[a-z]+:[A-Za-z]+ on /.test(one))).toEqual([])
      const broad = new Set(all.filter((one) => one.endsWith(' on *')).map((one) => one.replace(' on *', '')))
      expect([...broad].filter((action) => !withoutResource.includes(action))).toEqual([])
      const patterns = new Set(all.filter((one) => one.includes('*') && !one.endsWith(' on *')))
      expect([...patterns].toSorted()).toEqual([
        'ssm:GetParameters on parameter/closing-bell/dev/zuora/*',
        'states:DescribeExecution on execution:closing-bell-dev-period-request:*',
      ])
    })

    test('only who checks what Slack signed may read the signing secret', () => {
      const readers = packaged().functions.filter(({ Role }) =>
        packaged().roles.get(Role)?.includes('ssm:GetParameters on parameter/closing-bell/dev/slack/signing-secret'),
      )
      expect(readers.map(({ name }) => name).toSorted()).toEqual(['check', 'slack'])
    })

    test('each function says its memory and its time, runs on arm64, and keeps its log for 90 days', () => {
      const { functions, logGroups } = packaged()
      const retention = new Map([...logGroups.values()].map((group) => [group.LogGroupName, group.RetentionInDays]))
      for (const it of functions) {
        expect(it).toMatchObject({ Architectures: ['arm64'], Runtime: 'nodejs24.x', TracingConfig: { Mode: 'Active' } })
        expect(it.MemorySize).toBeGreaterThanOrEqual(512)
        expect(retention.get(`/aws/lambda/${it.FunctionName}`)).toBe(90)
      }
      expect([...retention.values()]).toEqual(Array(functions.length + 1).fill(90))
    })

    test('a function ends before who waits for it gives up, and after Zuora has', () => {
      const { functions } = packaged()
      const asl = retry.parse(JSON.parse(readFileSync('src/workflow/period-request.asl.json', 'utf8')))
      const secondsOf = (name: string) => functions.find((it) => it.name === name)?.Timeout ?? 0
      // API Gateway waits for 30 s.
      expect(secondsOf('slack')).toBeLessThan(30)
      for (const name of ['advance', 'request-approval', 'announce'])
        expect(secondsOf(name)).toBeLessThan(asl.States.Advance.TimeoutSeconds)
      // Zuora gives a request 120 s, its client 130.
      for (const name of ['respond', 'advance', 'announce', 'reconcile', 'remind'])
        expect(secondsOf(name)).toBeGreaterThan(130)
    })
  })
}
