// Run as: node invoke-toy.mjs <bundle>. Prints the answers' statuses and whether undici was loaded.
const { handler } = await import(process.argv[2])
const aws = { getRemainingTimeInMillis: () => 30_000, functionName: "toy", awsRequestId: "toy-request" }
const request = (httpMethod, path, body = null) =>
  handler(
    { httpMethod, path, body, headers: null, multiValueHeaders: { Accept: ["*/*"] }, isBase64Encoded: false },
    aws
  )
const statuses = []
for (const [method, path, body] of [
  ["GET", "/toys/7"],
  ["POST", "/toys", '{"name":"ball"}'],
  ["POST", "/toys", "{"],
  ["PUT", "/toys"],
  ["GET", "/nowhere"],
  ["GET", "/broken"]
])
  statuses.push((await request(method, path, body)).statusCode)
if (process.argv[3] === "touch") void globalThis.Request
const undici = process.moduleLoadList.some((name) => name.includes("undici"))
process.stdout.write(`\n${JSON.stringify({ statuses, undici })}`)
