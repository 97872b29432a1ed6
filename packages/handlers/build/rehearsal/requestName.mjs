/** An input that a function puts there is called by the folder: its name is drawn at random. */
const fresh = /(?<=^PUT \/[^/]+\/incoming\/).+$/

/** What a request to AWS is called: its operation, for a secret also the version's stage, for an object method and path. */
export const requestName = ({ method, path, headers }, body) => {
  const target = headers["x-amz-target"] ?? headers["X-Amz-Target"]
  if (target === undefined) return `${method} ${path.split("?")[0]}`.replace(fresh, "")
  return target.startsWith("secretsmanager.") ? `${target} ${JSON.parse(String(body)).VersionStage}` : target
}
