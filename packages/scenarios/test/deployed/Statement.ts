import type { Call } from "./Call.ts"
import { at } from "./Template.ts"

/** One action on one resource that a function is allowed, and on which terms. */
export interface Grant {
  readonly action: string
  readonly resource: string
  /** Only through this service, in the function's name. */
  readonly via: string | undefined
  /** Only where the encryption context names a person. */
  readonly demandsPerson: boolean
}

const list = (value: unknown): ReadonlyArray<unknown> =>
  Array.isArray(value) ? value : value === undefined ? [] : [value]

/** Of a policy document, every allowed pair of action and resource. A condition that is not known here is a defect: it might forbid. */
export const grantsOf = (document: unknown): ReadonlyArray<Grant> =>
  list(at(document, "Statement")).flatMap((statement) => {
    const { Action, Condition = {}, Effect, Resource } = Object(statement)
    const service: unknown = at(Condition, "StringEquals", "kms:ViaService")
    const demandsPerson = at(Condition, "Null", "kms:EncryptionContext:userId") === "false"
    const known = (service === undefined ? 0 : 1) + (demandsPerson ? 1 : 0)
    if (Effect !== "Allow" || Object.keys(Condition).length !== known)
      throw new Error(`A statement that is not understood here: ${JSON.stringify(statement)}`)
    const via = typeof service === "string" ? service.split(".")[0] : undefined
    return list(Action).flatMap((action) =>
      list(Resource).map((resource) => ({ action: String(action), resource: String(resource), via, demandsPerson }))
    )
  })

const matches = (pattern: string, arn: string): boolean =>
  pattern.endsWith("*") ? arn.startsWith(pattern.slice(0, -1)) : arn === pattern

/** Whether this very grant lets the call pass. */
export const covers = ({ action, demandsPerson, resource, via }: Grant, call: Call): boolean =>
  action === call.action &&
  matches(resource, call.resource) &&
  via === call.via &&
  (!demandsPerson || call.namesPerson === true)
