import type { EmergencyKind, EmergencyLanguage } from "./EmergencyPhrases.ts"

/** What to do, in the language in which the emergency was stated. Part of the product's safety case. */
export const emergencyMessages: Readonly<Record<EmergencyKind, Readonly<Record<EmergencyLanguage, string>>>> = {
  medical: {
    en: "What you describe can be an emergency. Call your local emergency number now (112 in Europe, 911 in North America, 999 in the UK), or have somebody call. Do not wait for an answer here, and do not drive yourself.",
    es: "Lo que describe puede ser una emergencia. Llame ahora al número de emergencias de su país (112 en Europa, 911 en gran parte de América) o pida a alguien que llame. No espere una respuesta aquí y no conduzca usted mismo.",
    de: "Was Sie beschreiben, kann ein Notfall sein. Rufen Sie jetzt den Notruf (112 in Europa) oder bitten Sie jemanden, das zu tun. Warten Sie nicht auf eine Antwort hier, und fahren Sie nicht selbst.",
    fr: "Ce que vous décrivez peut être une urgence. Appelez maintenant les secours (112 en Europe, 15 en France, 911 en Amérique du Nord) ou demandez à quelqu'un de le faire. N'attendez pas de réponse ici et ne conduisez pas vous-même.",
    pt: "O que descreve pode ser uma emergência. Ligue agora para o número de emergência (112 na Europa, 192 no Brasil) ou peça a alguém que ligue. Não espere uma resposta aqui e não conduza."
  },
  crisis: {
    en: "You are not alone, and there is help right now. If your life is in danger, call your local emergency number (112 in Europe, 911 in North America, 999 in the UK). To talk to somebody at any hour, call 988 in the USA and Canada, or Samaritans on 116 123 in the UK and Ireland. Stay with somebody you trust until you have help.",
    es: "No está solo, y hay ayuda ahora mismo. Si su vida corre peligro, llame al número de emergencias (112 en Europa, 911 en gran parte de América). Para hablar con alguien a cualquier hora, llame al 024 en España o al 988 en Estados Unidos. Quédese con alguien de confianza hasta tener ayuda.",
    de: "Sie sind nicht allein, und es gibt jetzt Hilfe. Wenn Ihr Leben in Gefahr ist, rufen Sie den Notruf 112. Mit jemandem reden können Sie zu jeder Stunde bei der Telefonseelsorge: 116 123 in Deutschland, 142 in Österreich, 143 in der Schweiz. Bleiben Sie bei einem Menschen, dem Sie vertrauen, bis Sie Hilfe haben.",
    fr: "Vous n'êtes pas seul, et de l'aide existe tout de suite. Si votre vie est en danger, appelez les secours (112 en Europe, 911 au Canada). Pour parler à quelqu'un à toute heure, appelez le 3114 en France ou le 988 au Canada. Restez avec une personne de confiance jusqu'à ce que vous ayez de l'aide.",
    pt: "Não está só, e há ajuda agora mesmo. Se a sua vida está em perigo, ligue para o número de emergência (112 em Portugal, 192 no Brasil). Para falar com alguém a qualquer hora, ligue 188 no Brasil ou 808 24 24 24 em Portugal. Fique com alguém de confiança até ter ajuda."
  }
}
