import { createHash, sign } from "node:crypto"
import * as Asn1 from "./Asn1.ts"
import type { StoreCertificates } from "./StoreCertificates.ts"

const hour = 3600 * 1000

const keyHash = (spki: Buffer) =>
  // The key itself stands after the algorithm's 24 bytes and three of a bit string's own.
  createHash("sha1").update(spki.subarray(26)).digest("hex")

/** Says of the certificate that is asked about that it is good: which one that is shows by its serial number in the question. */
export const respond = ({ responders }: StoreCertificates, question: Uint8Array): Buffer | undefined => {
  const asked = Buffer.from(question).toString("hex")
  const found = responders.find(({ subject }) => asked.includes(subject.certificate.serialNumber.toLowerCase()))
  if (found === undefined) return undefined
  const { issuer, responder, subject } = found
  const content = {
    respid: { key: keyHash(responder.certificate.publicKey.export({ type: "spki", format: "der" })) },
    prodat: Asn1.generalizedTime(Date.now()),
    array: [
      {
        certid: {
          alg: "sha256",
          issuerCert: issuer.certificate.toString(),
          subjectCert: subject.certificate.toString()
        },
        status: { status: "good" },
        thisupdate: Asn1.generalizedTime(Date.now()),
        nextupdate: Asn1.generalizedTime(Date.now() + 12 * hour)
      }
    ],
    certs: [responder.certificate.toString()]
  }
  return Asn1.ocspResponse(content, (tbs) => sign("sha256", tbs, responder.key))
}
