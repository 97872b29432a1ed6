import { generateKeyPairSync, type KeyObject, randomBytes, sign, X509Certificate } from "node:crypto"
import * as Asn1 from "./Asn1.ts"

/** A certificate, and the key that it speaks for. */
export interface Identity {
  readonly certificate: X509Certificate
  readonly key: KeyObject
}

interface Wish {
  readonly name: string
  readonly extensions: ReadonlyArray<object>
}

const day = 24 * 3600 * 1000

const nameOf = ({ certificate }: Identity) => `/${certificate.subject.split("\n").join("/")}`

/** Without an issuer it signs itself. */
const issue = ({ extensions, name }: Wish, issuer?: Identity): Identity => {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" })
  const content = {
    version: 3,
    serial: { hex: `01${randomBytes(8).toString("hex")}` },
    issuer: { str: issuer === undefined ? name : nameOf(issuer) },
    subject: { str: name },
    notbefore: { type: "gen", str: Asn1.generalizedTime(Date.now() - day) },
    notafter: { type: "gen", str: Asn1.generalizedTime(Date.now() + 3650 * day) },
    sbjpubkey: publicKey.export({ type: "spki", format: "pem" }).toString(),
    ext: extensions
  }
  const der = Asn1.certificate(content, (tbs) => sign("sha256", tbs, issuer?.key ?? privateKey))
  return { certificate: new X509Certificate(der), key: privateKey }
}

const authority = [
  { extname: "basicConstraints", critical: true, cA: true },
  { extname: "keyUsage", critical: true, names: ["keyCertSign", "cRLSign"] }
]
/** By these Apple says what a certificate of its is for; they hold nothing. */
const marker = (oid: string) => ({ extname: oid, extn: "0500" })
const intermediateMarker = marker("1.2.840.113635.100.6.2.1")
const leafMarker = marker("1.2.840.113635.100.6.11.1")

const responder = (issuer: Identity) =>
  issue({ name: "/CN=OCSP", extensions: [{ extname: "extKeyUsage", array: ["ocspSigning"] }] }, issuer)

/** A chain such as Apple's own: a root, what signs for the App Store under it, and who answers for either. */
export const make = (ocspUrl: string) => {
  const access = { extname: "authorityInfoAccess", array: [{ ocsp: ocspUrl }] }
  const root = issue({ name: "/CN=Store Simulator Root", extensions: authority })
  const intermediate = issue(
    { name: "/CN=Store Simulator Intermediate", extensions: [...authority, access, intermediateMarker] },
    root
  )
  const leaf = issue({ name: "/CN=Store Simulator", extensions: [access, leafMarker] }, intermediate)
  return {
    root,
    intermediate,
    leaf,
    responders: [
      { issuer: root, subject: intermediate, responder: responder(root) },
      { issuer: intermediate, subject: leaf, responder: responder(intermediate) }
    ]
  }
}
export type StoreCertificates = ReturnType<typeof make>
