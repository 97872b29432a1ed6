// oxlint-disable-next-line typescript/triple-slash-reference -- a package that imports this one compiles it, and finds no types elsewhere
/// <reference path="./jsrsasign.d.ts" />
import jsrsasign, { type Writable } from "jsrsasign"

const { ocsp, x509 } = jsrsasign.KJUR.asn1

const bytes = (written: Writable) => Buffer.from(written.tohex(), "hex")

const sigalg = "SHA256withECDSA"

/** Writes a certificate that `sign` signs. The library only writes ASN.1: OpenSSL makes the signatures. */
export const certificate = (content: object, sign: (tbs: Buffer) => Buffer): Buffer => {
  const tbsobj = new x509.TBSCertificate({ ...content, sigalg })
  return bytes(new x509.Certificate({ tbsobj, sigalg, sighex: sign(bytes(tbsobj)).toString("hex") }))
}

/** Likewise an answer of OCSP. */
export const ocspResponse = (content: object, sign: (tbs: Buffer) => Buffer): Buffer => {
  const tbsresp = new ocsp.ResponseData(content)
  const sighex = sign(bytes(tbsresp)).toString("hex")
  return bytes(
    new ocsp.OCSPResponse({ ...content, resstatus: "successful", restype: "ocspBasic", tbsresp, sigalg, sighex })
  )
}

/** As ASN.1 writes a moment: `yyyymmddhhmmssZ`. */
export const generalizedTime = (millis: number): string =>
  `${new Date(millis).toISOString().replaceAll(/[-:T]|\.\d+Z/g, "")}Z`
