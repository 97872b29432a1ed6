/** The part of the library that writes ASN.1, which the published types do not describe as it is. */
declare module "jsrsasign" {
  export interface Writable {
    /** DER in hexadecimal. */
    tohex(): string
  }
  type Writer = new (content: object) => Writable

  const library: {
    readonly KJUR: {
      readonly asn1: {
        readonly x509: { readonly TBSCertificate: Writer; readonly Certificate: Writer }
        readonly ocsp: { readonly ResponseData: Writer; readonly OCSPResponse: Writer }
      }
    }
  }
  export default library
}
