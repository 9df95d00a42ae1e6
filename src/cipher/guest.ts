/**
 * The code of ours that runs inside a realm, beside the player's. It is text, since the realm shares
 * nothing with us; whatever comes from a script reaches it as data.
 */

/** What player code expects of a browser while its declarations run. None of it reaches anything. */
const browser = `
var window=globalThis,self=globalThis,top=globalThis,parent=globalThis;
var location={hash:"",host:"www.youtube.com",hostname:"www.youtube.com",href:"https://www.youtube.com/watch",origin:"https://www.youtube.com",password:"",pathname:"/watch",port:"",protocol:"https:",search:"",username:""};
var navigator={userAgent:"",appVersion:"",platform:"",language:"en",languages:["en"]};
var document={location:location,documentElement:{},body:{},createElement:function(){return{style:{}}},querySelector:function(){return null},getElementsByTagName:function(){return[]}};
var XMLHttpRequest=function(){};XMLHttpRequest.prototype={};
`;

/**
 * Makes every declaration of the script appear when it is first read, and none before: of two
 * megabytes only the few kilobytes on the way to an answer are ever compiled. It is given the
 * text, where each piece starts and ends, the few that have a prefix, and line by line the names and
 * each one's pieces: fourteen thousand small arrays would take longer to read than the rest. The text itself lies in `__text`. Globals that nobody declared are
 * undefined and noted.
 */
export const lazyPrelude = `${browser}
(function(data){
  var text=globalThis.__text,places=data.places,prefixes=data.prefixes,lists=data.indices.split("\\n"),names=new Map,done=new Set,loaded=new Set,order=[],absent=new Set,loading=0;
  var evaluate=eval,global=globalThis,own=Object.getOwnPropertyDescriptor,plain=Object.prototype;
  delete globalThis.__text;
  data.names.split("\\n").forEach(function(name,at){names.set(name,at)});
  function load(name){
    if(loaded.has(name))return;
    loaded.add(name);
    var indices=names.has(name)?lists[names.get(name)].split(","):[];
    for(var i=0;i<indices.length;i++){
      var index=+indices[i];
      if(done.has(index))continue;
      done.add(index);
      loading++;
      try{evaluate((prefixes[index]||"")+text.slice(places[2*index],places[2*index+1]));order.push(index)}catch(error){}
      loading--;
    }
  }
  function shared(prefix){
    return new Proxy({},{get:function(target,key){
      if(typeof key==="string"&&!(key in target))load(prefix+key);
      return target[key];
    }});
  }
  Object.setPrototypeOf(global,new Proxy(plain,{
    has:function(target,key){return names.has(key)||key in target},
    get:function(target,key){
      if(typeof key!=="string"||key in target)return target[key];
      if(names.has(key)){load(key);var found=own(global,key);return found&&found.value}
      if(!loading)absent.add(key);
    }
  }));
  if(data.namespace)global[data.namespace]=shared(data.namespace+".");
  delete global.Proxy;
  Object.defineProperty(global,"__report",{value:function(){var missed=Array.from(absent);absent.clear();return{order:order,missed:missed}}});
})
`;

/**
 * The same for a program that was cut out. A global that is read and not there is a sign that this
 * input went another way than those the cut was made with: it is noted, whatever guard catches the rest.
 */
export const programPrelude = `${browser}
(function(data){
  var missed=new Set,global=globalThis,plain=Object.prototype;
  function note(prefix){
    return{
      has:function(target,key){return key in target},
      get:function(target,key){
        if(typeof key==="string"&&!(key in target))missed.add(prefix+key);
        return target[key];
      }
    };
  }
  Object.setPrototypeOf(global,new Proxy(plain,note("")));
  if(data.namespace)global[data.namespace]=new Proxy({},note(data.namespace+"."));
  delete global.Proxy;
  Object.defineProperty(global,"__report",{value:function(){var found=Array.from(missed);missed.clear();return{order:[],missed:found}}});
})
`;

/** Calls an entry with each input: a string, or null where it threw or gave something else. */
export const callEntry = (entry: string) => `
  var entry=${entry};
  var outputs=input.map(function(text){
    try{var output=entry(text);return typeof output==="string"?output:null}catch(error){return null}
  });
  return{outputs:outputs,report:__report()};
`;
