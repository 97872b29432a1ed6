import * as OperatorIdentityLaws from "@serenya/domain/testing/OperatorIdentityLaws"
import * as OsOperatorIdentity from "../../src/operators/OsOperatorIdentity.ts"

OperatorIdentityLaws.suite("the operating system", OsOperatorIdentity.layer)
