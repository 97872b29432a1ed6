/** An input that a function puts there is called by the folder: its name is drawn at random. */
const fresh = /(?<=^PUT \/[^/]+\/incoming\/).+$/

/** What the sort keys of a range begin with. */
const range = /":(?:prefix|first)":\{"S":"([^"]+)"\}/

/** What a request to AWS is called: its operation, for a secret also the version's stage, for a range what it begins with, for an object method and path. */
export const requestName = ({ method, path, headers }, body) => {
  const target = headers["x-amz-target"] ?? headers["X-Amz-Target"]
  if (target === undefined) return `${method} ${path.split("?")[0]}`.replace(fresh, "")
  if (target.startsWith("secretsmanager.")) return `${target} ${JSON.parse(String(body)).VersionStage}`
  const [, begins] = (target.endsWith(".Query") && range.exec(String(body))) || []
  return begins === undefined ? target : `${target} ${begins}`
}
