extension ContextVocabulary {
  /// Words and pairs of words, in lower case, accents folded.
  static let phrases: [(ContextKinds, String)] = general + money + identity + contact + health + secrets

  private static let general: [(ContextKinds, String)] = [
    (
      .filler,
      "number,numbers,no,nr,num,nummer,numero,id,ids,is,was,are,be,ist,es,est,lautet,my,your,his,her,their,our,the,a,an,of,for,value,equals,and,meine,mein,de,del,la,le,el,mi,mon,ma,su,please,provided,ending,as,to,set,now,also,identifier,identification,der,die,das,n"
    ),
    (.version, "version,versions,ver,release,build,section,chapter,clause,firmware,v,rev,revision,kernel,python,java,paragraph"),
    (
      .year,
      "in,since,during,until,till,year,years,of,from,by,between,before,after,early,late,circa,mid,seit,jahr,depuis,desde,spring,summer,autumn,fall,winter"
    ),
    (
      .date,
      "date,dated,on,when,since,until,till,datum,fecha,due,effective,expires,expiry,expiration,issued,admitted,discharged,admission,discharge,appointment,visit,deadline,am,le,el"
    ),
    (.expiry, "exp,expiry,expires,expiration,valid thru,good thru"),
    (
      .birth,
      "dateofbirth,birthday,dob,born,birth,birthday,birthdate,geburtsdatum,geboren,nacimiento,nacido,nacida,naissance,ne le,nee le,d.o.b"
    ),
    (.age, "age,aged,ages,alter,edad,age of,retired at"),
    (.ageHint, "turned,turn,turning,turns,he was,she was,i was,they were,i m,he is,she is,i am,he s,she s,patient is"),
  ]

  private static let money: [(ContextKinds, String)] = [
    (
      .card,
      "creditcardnumber,cardno,debitcard,ccnumber,card,cards,credit,debit,visa,mastercard,amex,american express,discover,diners,jcb,maestro,unionpay,cc,ccn,pan,kreditkarte,kreditkartennummer,karte,tarjeta,carte,creditcard,cardnumber,payment"
    ),
    (
      .cvv,
      "securitycode,cardcode,cvv,cvv2,cvc,cvc2,cid,csc,security code,verification code,card code,sicherheitscode,prufziffer,codigo seguridad,cryptogramme"
    ),
    (.iban, "iban"),
    (.swift, "swift,bic,swiftcode,swift code,bic code,swift bic,bic swift"),
    (.routing, "routingno,routing,aba,rtn,routing number,transit number,routingnumber,aba number"),
    (
      .bankAccount,
      "bankaccountnumber,bank account,checking account,savings account,checking,savings,konto,kontonummer,cuenta,compte,iban,acct,bankaccount,deposit account,sort code,blz,bankleitzahl"
    ),
    (
      .account,
      "accountno,customerid,clientid,accountid,account,accounts,acct,member,membership,customer,client,kundennummer,kunde,policy,subscriber,loyalty,accountnumber,account id,customer id,client id,user id,employee,employee id,invoice,cliente,client number,kontonummer,mitgliedsnummer"
    ),
    (.crypto, "bitcoin,btc,wallet,crypto,ethereum,eth,litecoin,address"),
  ]

  private static let identity: [(ContextKinds, String)] = [
    (.ssn, "socialsecuritynumber,ssnnumber,ssn,ssns,social security,socialsecurity,social,soc sec,ss number,sozialversicherungsnummer"),
    (.itin, "taxid,itin,individual taxpayer,taxpayer,taxpayer id,taxpayer identification,tax id,tin"),
    (.passport, "passportnumber,passportno,passport,passports,reisepass,pass nummer,passnummer,reisepassnummer,pasaporte,passeport"),
    (
      .driverLicense,
      "driverlicense,driverlicensenumber,driverslicensenumber,driver license,drivers license,driver licence,drivers licence,driving license,driving licence,dl,license number,licence number,fuhrerschein,fuhrerscheinnummer,licencia conducir,licencia,permis conduire,permis,driverslicense,driver lic,driving permit"
    ),
    (.nhs, "nhs"),
    (.nino, "nino,national insurance,ni number,insurance number"),
    (.sin, "sin,social insurance,nas"),
    (.steuerID, "steuer,steueridentifikationsnummer,steuernummer,steuer id,idnr,steuerid,tin,tax id"),
    (.pesel, "pesel"),
    (.aadhaar, "aadhaar,aadhar,uidai,uid,adhaar"),
    (.pan, "pan,pan card,permanent account"),
    (.cpf, "cpf,cadastro"),
    (.taxFile, "tfn,tax file"),
    (.medicare, "medicare"),
    (.personnummer, "personnummer,personal identity,personnr,fodselsnummer,cpr,personal number"),
    (
      .nationalID,
      "nationalid,nationalidnumber,national id,identity card,id card,national identification,ausweis,ausweisnummer,personalausweis,dni,nif,nie,cedula,curp,rfc,codice fiscale,bsn,burgerservicenummer,identity number,identification number,nir,rijksregisternummer,hetu,securite sociale,numero securite"
    ),
    (.vin, "vinnumber,vin,vehicle identification,vehicle id,chassis,fahrgestellnummer"),
    (
      .plate,
      "licenseplate,platenumber,plate,plates,license plate,licence plate,registration plate,number plate,kennzeichen,matricula,plaque,immatriculation,tag number,vehicle registration,registration number"
    ),
    (
      .certificate,
      "certificate,certification,licence,license,cert,zertifikat,certificado,certificat,licensure,permit,diploma,license number,licence number,zulassungsnummer,approbation"
    ),
    (
      .device,
      "serial,serial number,device,device id,serialnumber,imei,meid,udi,imsi,seriennummer,s n,sn,asset,asset tag,implant,pacemaker,model number,device serial,deviceid,iccid,numero serie"
    ),
    (
      .biometric,
      "fingerprint,biometric,retina,iris,voiceprint,faceprint,biometrics,fingerprint id,retinal,retinal scan,fingerabdruck,huella"
    ),
  ]

  private static let contact: [(ContextKinds, String)] = [
    (
      .phone,
      "mobilenumber,homephone,workphone,faxnumber,mobilephone,cellnumber,phoneno,phone,phones,telephone,tel,mobile,cell,cellphone,fax,facsimile,call,desk,hotline,whatsapp,sms,ph,mob,telefon,telefono,tlf,movil,handy,rufnummer,telefonnummer,handynummer,telephon,portable,appelez,llamar,llama,anrufen,phone number,telefax,festnetz,pager,landline,signal,phonenumber,mobil,durchwahl,cel,celular,telf,viber"
    ),
    (
      .phoneHint,
      "text,contact,dial,dialed,ring,answering,reach,reached,message,messages,voicemail,calling,called,calls,extension,office,home,work,registered,number at,me at,us at,me on,us on,him at,her at,them at,my number,reach me,contact number,emergency,erreichbar,unter,joindre,contactar,line"
    ),
    (.ip, "ip,ips,ipv4,ipv6,address,host,server,gateway,dns,client ip,subnet,netmask,ping,ssh"),
  ]

  private static let health: [(ContextKinds, String)] = [
    (
      .medicalRecord,
      "medicalrecordnumber,mrnumber,mrn,mrns,medical record,medical records,patient id,patient number,patient no,chart,chart number,record number,health record,hospital number,patientennummer,krankenakte,fallnummer,medrec,historia clinica,expediente,dossier medical,patientid,case number,unit number,encounter,accession,specimen"
    ),
    (
      .healthPlan,
      "policynumber,insuranceid,subscriberid,health plan,insurance id,insurance number,insurance policy,member id,memberid,beneficiary,subscriber id,policy number,group number,plan id,medicaid,hicn,krankenversicherungsnummer,versichertennummer,insurance,versicherungsnummer,poliza,medicaid id,plan number,payer id"
    ),
    (.npi, "npi,provider,national provider,prescriber,physician"),
    (.dea, "dea,prescriber"),
    (.mbi, "mbi,medicare,beneficiary,medicare beneficiary"),
  ]

  private static let secrets: [(ContextKinds, String)] = [
    (
      .password,
      "password,passwords,passwd,pwd,passphrase,passcode,passwort,kennwort,contrasena,clave,pass,mot passe,de passe,passwrd,pw,psw,pin,motdepasse,userpassword,dbpassword,db password"
    ),
    (
      .secret,
      "secret,secrets,token,tokens,apikey,api key,api_key,api token,access key,accesskey,secret key,secretkey,client secret,clientsecret,auth token,authtoken,access token,accesstoken,bearer,credential,credentials,private key,privatekey,encryption key,signing key,webhook secret,refresh token,refreshtoken,session token,bot token,api secret,apisecret,account key,accountkey,shared key,sharedaccesskey,sharedaccesskey,auth,authorization,x api,subscription key,master key,license key,app key,appkey,app secret,personal token,service key,storage key"
    ),
    (.cloudSecret, "secret access,aws secret,secret_access_key,aws_secret_access_key,secretaccesskey"),
  ]
}
